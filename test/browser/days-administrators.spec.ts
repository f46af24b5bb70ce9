import { expect, it } from '@jest/globals';
import { visitorsOf } from './support/visitors.js';

// The three administrators, one after the other: an account is made, given a role, and both are found in the trail.

const NAME = '新到岗';
const USERNAME = 'new-hand';

const visitors = visitorsOf({ now: '2023-03-24T10:00:00+08:00', seed: 'small' });

const signsIn = async (password: string): Promise<number> => {
  const { page } = await visitors.as();
  const answer = await page.request.post('/api/v1/session', { data: { username: USERNAME, password } });
  return answer.status();
};

it('the system administrator makes an account, gives it a new password, and shuts it', async () => {
  const admin = await visitors.as({ role: 'systemAdmin' });
  const { page } = admin;
  await admin.goto('/users');
  await page.getByRole('button', { name: '新建用户' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '新建用户' }).click();
  await page.locator('.error-summary').waitFor();
  await page.getByLabel('用户名', { exact: true }).fill(USERNAME);
  await page.getByLabel('姓名').fill(NAME);
  await page.getByRole('dialog').getByLabel('单位').selectOption({ label: '北下街办事处' });
  await admin.look('day-system-1-add');
  await page.getByRole('dialog').getByRole('button', { name: '新建用户' }).click();
  await page.getByText(`${USERNAME} 的初始密码`).waitFor();
  const first = await page.locator('.secret code').innerText();
  await page.getByRole('button', { name: '已记下' }).click();
  expect(await signsIn(first)).toBeLessThan(300);

  await admin.goto(`/users?username=${USERNAME}`);
  const row = page.getByRole('row', { name: new RegExp(NAME) });
  await row.getByRole('button', { name: /^重置密码/ }).click();
  const confirm = page.getByRole('dialog').getByRole('button', { name: /^重置密码/ });
  await page.getByRole('dialog').waitFor();
  if (await confirm.count()) await confirm.click();
  await page.locator('.secret code').waitFor();
  const second = await page.locator('.secret code').innerText();
  await page.getByRole('button', { name: '已记下' }).click();
  expect(second).not.toBe(first);
  expect([await signsIn(first), (await signsIn(second)) < 300]).toEqual([401, true]);

  await row.getByRole('button', { name: /^停用/ }).click();
  await page.getByText(`${NAME}已停用`).waitFor();
  expect(await signsIn(second)).toBe(401);
  await admin.look('day-system-2-shut');
  await row.getByRole('button', { name: /^启用/ }).click();
  await page.getByText(`${NAME}已启用`).waitFor();
  expect(await signsIn(second)).toBeLessThan(300);
});

it('the security administrator grants it a role, and no two that exclude each other', async () => {
  const admin = await visitors.as({ role: 'securityAdmin' });
  const { page } = admin;
  await admin.goto(`/roles?q=${encodeURIComponent(NAME)}`);
  await page.getByRole('button', { name: `调整 ${NAME}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('系统管理员').check();
  await dialog.getByLabel('审计管理员').check();
  await dialog.getByRole('button', { name: '保存角色' }).click();
  await dialog.locator('.error-summary').waitFor();
  await admin.look('day-security-1-refused');
  await dialog.getByLabel('系统管理员').uncheck();
  await dialog.getByLabel('审计管理员').uncheck();
  await dialog.getByLabel('办事处').check();
  await dialog.getByRole('button', { name: '保存角色' }).click();
  await page.getByText(`${NAME}的角色已调整`).waitFor();
  await admin.look('day-security-2-granted');
});

it('the audit administrator finds what both did, and what was refused', async () => {
  const admin = await visitors.as({ role: 'auditAdmin' });
  const { page } = admin;
  await admin.goto('/audit');
  const acts = await page.locator('tbody code').allTextContents();
  for (const act of ['user.create', 'user.reset-password', 'user.deactivate', 'user.activate', 'role.grant'])
    expect(acts).toContain(act);
  const [system_, security] = [
    visitors.system.account('systemAdmin').name,
    visitors.system.account('securityAdmin').name,
  ];
  const rowOf = (act: string) => page.getByRole('row').filter({ has: page.locator('code', { hasText: act }) });
  await rowOf('user.create').filter({ hasText: system_ }).first().waitFor();
  await rowOf('role.grant').filter({ hasText: security }).filter({ hasText: '成功' }).first().waitFor();
  await rowOf('role.grant').filter({ hasText: security }).filter({ hasText: '未办成' }).first().waitFor();
  await admin.look('day-audit');
});
