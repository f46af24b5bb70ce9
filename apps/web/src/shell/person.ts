import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { listNotices, signOut } from '#api-client/sdk.gen.js';
import type { WhoAmI } from '#api-client/types.gen.js';
import { call } from '../api/call.js';
import { queryClient } from '../api/query-client.js';
import { listed } from '../format/lists.js';
import type { Language } from '../i18n/i18n.js';
import type { Words } from '../i18n/use-words.js';
import { forgetRemembered } from '../offline/remembered.js';

/** What somebody is, under their name. */
export const whoWords = (session: WhoAmI, t: Words, language: Language): string =>
  language === 'zh' && session.person.post !== ''
    ? session.person.post
    : listed(
        session.roles.map((role) => t(`role.${role}`)),
        language,
      );

/** How many notices wait unread. */
export function useUnread(): number {
  const unread = useQuery({
    queryKey: ['notices', 'unread'],
    queryFn: () => call(listNotices({ query: { unread: 'true', limit: 1 } })),
  });
  return unread.data?.unread ?? 0;
}

/** Signs out; what was seen is forgotten. */
export function useLeave(): () => Promise<void> {
  const router = useRouter();
  return async () => {
    await call(signOut()).catch(() => undefined);
    forgetRemembered();
    queryClient.clear();
    await router.navigate({ to: '/sign-in' });
  };
}
