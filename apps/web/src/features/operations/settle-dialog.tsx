import { useMutation, useQueryClient } from '@tanstack/react-query';
import { ReasonDialog } from '../../ui/reason-dialog.js';
import { toast } from '../../ui/toast.js';

export interface Settling {
  readonly title: string;
  /** What is lost when it is let go; what happens when it is tried again. */
  readonly what: string;
  readonly done: string;
  readonly act: (reason: string) => Promise<unknown>;
}

/** An operator's act says why: it stands in the trail. */
export function SettleDialog({ settling, onClose }: { settling: Settling; onClose: () => void }) {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: settling.act,
    onSuccess: () => toast(settling.done),
    onSettled: () => client.invalidateQueries({ queryKey: ['operations'] }),
  });
  return <ReasonDialog title={settling.title} what={settling.what} maxLength={500} send={send} onClose={onClose} />;
}
