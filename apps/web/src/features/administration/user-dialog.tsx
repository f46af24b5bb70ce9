import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeUser, createUser } from '#api-client/sdk.gen.js';
import type { User } from '#api-client/types.gen.js';
import { call, once, seen } from '../../api/call.js';
import { useWords } from '../../i18n/use-words.js';
import { SelectField, TextField, type Choice } from '../../ui/field.js';
import { FormDialog } from '../../ui/form-dialog.js';
import { lacking, none, type Faults } from '../../ui/form.js';
import { toast } from '../../ui/toast.js';

/** A new account, or what may be changed of one. A new one's password is told once, to whoever made it. */
export function UserDialog({
  user,
  units,
  onClose,
  onSecret,
}: {
  user: User | null;
  units: readonly Choice[];
  onClose: () => void;
  onSecret: (username: string, password: string) => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const [username, setUsername] = useState(user?.username ?? '');
  const [name, setName] = useState(user?.name ?? '');
  const [post, setPost] = useState(user?.post ?? '');
  const [unitId, setUnitId] = useState(user?.unit.id ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [faults, setFaults] = useState<Faults>({});
  const save = useMutation({
    mutationFn: async () => {
      const body = { name: name.trim(), post: post.trim(), unitId, email: email.trim() === '' ? null : email.trim() };
      if (user) {
        await call(changeUser({ path: { id: user.id }, headers: seen(user.version), body }));
        toast(t('user.changed', { name: body.name }));
      } else {
        const made = await call(createUser({ headers: once(), body: { ...body, username: username.trim() } }));
        onSecret(made.username, made.initialPassword);
      }
    },
    onSuccess: onClose,
    onSettled: () => client.invalidateQueries({ queryKey: ['users'] }),
  });
  const submit = () => {
    const found = lacking(
      { username, name, unitId },
      { username: t('session.usernameNeeded'), name: t('user.nameNeeded'), unitId: t('user.unitNeeded') },
    );
    setFaults(found);
    save.reset();
    if (none(found)) save.mutate();
  };
  return (
    <FormDialog
      title={user ? t('user.editOf', { name: user.name }) : t('user.add')}
      faults={faults}
      error={save.error}
      onSubmit={submit}
      act={t(user ? 'user.save' : 'user.add')}
      busy={save.isPending}
      onClose={onClose}
    >
      {!user && (
        <TextField
          label={t('session.username')}
          name="username"
          hint={t('user.usernameHint')}
          autoComplete="off"
          maxLength={100}
          value={username}
          onChange={setUsername}
        />
      )}
      <TextField label={t('user.name')} name="name" maxLength={50} value={name} onChange={setName} />
      <SelectField
        label={t('session.unit')}
        name="unitId"
        value={unitId}
        onChange={setUnitId}
        choices={[{ value: '', label: t('app.choose') }, ...units]}
      />
      <TextField label={t('session.post')} name="post" optional maxLength={100} value={post} onChange={setPost} />
      <TextField
        label={t('user.email')}
        name="email"
        type="email"
        inputMode="email"
        optional
        maxLength={200}
        value={email}
        onChange={setEmail}
      />
    </FormDialog>
  );
}
