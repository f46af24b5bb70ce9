import { useMutation, useQueryClient } from '@tanstack/react-query';
import { GripVertical } from 'lucide-react';
import { Button, GridList, GridListItem, useDragAndDrop } from 'react-aria-components';
import { reorderAgenda } from '#api-client/sdk.gen.js';
import { call, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { ErrorSummary } from '../../ui/error-summary.js';
import { toast } from '../../ui/toast.js';
import { AgendaItemRow, SectionHead, type ItemAct } from './agenda-item-row.js';
import { meetingQuery, runsOf, takeMeeting, titleOf, type AgendaItem, type Meeting } from './use-meeting.js';

/**
 * The agenda as it is arranged: by its handle with a mouse, a finger or the keyboard (Enter, arrows, Enter), or a step at
 * a time. The new order is seen at once and kept as a whole; if somebody else was faster theirs is shown, and why.
 */
export function AgendaOrderList({
  meeting,
  onAct,
}: {
  meeting: Meeting;
  onAct: (kind: ItemAct, itemId: string) => void;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const { id, items } = meeting;
  const key = meetingQuery(id).queryKey;
  const reorder = useMutation({
    scope: { id: `order-${id}` },
    // The version as it is when its turn comes: two quick moves are two orders, one after the other.
    mutationFn: ({ order }: { order: readonly string[]; moved: AgendaItem }) =>
      call(
        reorderAgenda({
          path: { id },
          headers: seen(client.getQueryData(key)?.version ?? meeting.version),
          body: { items: [...order] },
        }),
      ),
    onMutate: async ({ order }) => {
      await client.cancelQueries({ queryKey: key, exact: true });
      client.setQueryData(key, (before) => before && { ...before, items: inOrder(before.items, order) });
    },
    onSuccess: async (answer, { moved }) => {
      await takeMeeting(client, answer);
      const position = answer.items.find((item) => item.id === moved.id)?.position;
      toast(t('meeting.moved', { title: titleOf(moved, language), position }));
    },
    onError: () => client.invalidateQueries({ queryKey: ['meeting', id] }),
  });
  const place = (moved: AgendaItem, at: number) => {
    const rest = items.filter((item) => item.id !== moved.id).map((item) => item.id);
    rest.splice(at, 0, moved.id);
    if (rest.some((each, index) => each !== items[index]!.id)) reorder.mutate({ order: rest, moved });
  };
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => [...keys].map((each) => ({ 'text/plain': String(each) })),
    onReorder: ({ keys, target }) => {
      const moved = items.find((item) => keys.has(item.id));
      if (!moved) return;
      const rest = items.filter((item) => item.id !== moved.id);
      const at = rest.findIndex((item) => item.id === target.key);
      if (at >= 0) place(moved, target.dropPosition === 'before' ? at : at + 1);
    },
  });
  const heads = new Map(runsOf(items).map((run) => [run.items[0]!.id, run]));
  return (
    <>
      <ErrorSummary error={reorder.error} />
      <GridList
        aria-label={t('meeting.agenda')}
        className="agenda-list"
        items={items}
        dragAndDropHooks={dragAndDropHooks}
        keyboardNavigationBehavior="tab"
        dependencies={[items, language]}
      >
        {(item) => {
          const index = items.indexOf(item);
          const head = heads.get(item.id);
          return (
            <GridListItem id={item.id} textValue={titleOf(item, language)} className="agenda-drag">
              {head && <SectionHead section={head.section} minutes={head.minutes} />}
              <div className="agenda-row">
                <Button slot="drag" className="drag-handle" aria-label={t('meeting.drag')}>
                  <GripVertical aria-hidden size={18} />
                </Button>
                <AgendaItemRow
                  item={item}
                  acts={{
                    first: index === 0,
                    last: index === items.length - 1,
                    onMove: (by) => place(item, index + by),
                    onAct: (kind) => onAct(kind, item.id),
                  }}
                />
              </div>
            </GridListItem>
          );
        }}
      </GridList>
    </>
  );
}

function inOrder(items: readonly AgendaItem[], order: readonly string[]): AgendaItem[] {
  return order.flatMap((id, index) => {
    const item = items.find((each) => each.id === id);
    return item ? [{ ...item, position: index + 1 }] : [];
  });
}
