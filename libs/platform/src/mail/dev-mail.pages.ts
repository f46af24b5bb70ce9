import type { CaughtMail } from './dev-mail.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign]!);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width" /><title>${escapeHtml(title)}</title></head>
  <body>
${body}
  </body>
</html>
`;
}

export function listPage(mails: readonly CaughtMail[], to: string | undefined): string {
  const rows = mails
    .map(
      ({ id, at, to: recipients, subject }) =>
        `<tr><td>${escapeHtml(at)}</td><td>${escapeHtml(recipients.join(', '))}</td>` +
        `<td><a href="/dev/mail/${escapeHtml(id)}">${escapeHtml(subject || '(no subject)')}</a></td></tr>`,
    )
    .join('\n');
  const whose = to === undefined ? '' : ` to ${to}`;
  return page(
    'Caught mail',
    `<h1>Caught mail${escapeHtml(whose)}</h1>
<p>${mails.length} shown, newest first. Nothing here was sent on.</p>
<table><thead><tr><th>Arrived</th><th>To</th><th>Subject</th></tr></thead><tbody>
${rows}
</tbody></table>`,
  );
}

export function mailPage(mail: CaughtMail): string {
  return page(
    mail.subject,
    `<p><a href="/dev/mail">All caught mail</a></p>
<h1>${escapeHtml(mail.subject || '(no subject)')}</h1>
<p>From ${escapeHtml(mail.from)} to ${escapeHtml(mail.to.join(', '))}, ${escapeHtml(mail.at)}</p>
<h2>Text</h2>
<pre>${escapeHtml(mail.text)}</pre>
${mail.html === '' ? '' : `<h2>HTML</h2>\n<iframe sandbox title="The mail as HTML" width="800" height="600" src="/dev/mail/${escapeHtml(mail.id)}/html"></iframe>`}`,
  );
}
