import { Plus, Trash2 } from 'lucide-react';
import { useWords } from '../../i18n/use-words.js';
import { Button } from '../../ui/button.js';
import { useTitles } from './item-titles.js';
import type { FieldsProps } from './fields-props.js';
import { LeafField } from './leaf-field.js';
import { valueAt, withValue, type List, type Node, type Path } from './policy-shape.js';

/** The values of a policy as a form: what stands in it is in its shape, in the order people think of it. */
export function DefinitionFields({ nodes, path = [], ...rest }: FieldsProps) {
  return (
    <div className="policy-fields">
      {nodes.map((node) => {
        const at = [...path, node.key];
        if ('list' in node) return <ListFields key={node.key} list={node} path={at} {...rest} />;
        if ('part' in node) return <PartFields key={node.key} node={node} path={at} {...rest} />;
        return <LeafField key={node.key} leaf={node} path={at} {...rest} />;
      })}
    </div>
  );
}

function PartFields({
  node,
  path,
  ...rest
}: Omit<FieldsProps, 'nodes'> & { node: { key: string; part: readonly Node[] }; path: Path }) {
  const { t } = useWords();
  // A rung without a whistle has none to set.
  if (valueAt(rest.definition, path) === null) return null;
  return (
    <fieldset className="policy-part">
      <legend>{t(`policy.field.${node.key}`)}</legend>
      <DefinitionFields nodes={node.part} path={path} {...rest} />
    </fieldset>
  );
}

function ListFields({ list, path, ...rest }: Omit<FieldsProps, 'nodes'> & { list: List; path: Path }) {
  const { t } = useWords();
  const titleOf = useTitles(rest.definition);
  const items = (valueAt(rest.definition, path) ?? []) as readonly unknown[];
  const set = (changed: readonly unknown[]) => rest.onChange(withValue(rest.definition, path, changed));
  return (
    <fieldset className="policy-list">
      <legend>{t(`policy.field.${list.key}`)}</legend>
      {items.map((item, index) => {
        const title = titleOf(list.key, item, index);
        return (
          // Items have no id of their own; they are only added at the end.
          <fieldset key={index} className="policy-item">
            <legend>{title}</legend>
            <DefinitionFields
              nodes={list.list.filter((node) => appliesTo(node, item))}
              path={[...path, index]}
              {...rest}
            />
            {list.list.every((node) => !appliesTo(node, item) || isEmptyPart(node, item)) && (
              <p className="muted">{t('policy.noClock')}</p>
            )}
            {list.fresh && (items.length > 1 || list.key === 'choices') && (
              <Button look="quiet" onClick={() => set(items.filter((_, other) => other !== index))}>
                <Trash2 aria-hidden size={16} />
                {t('policy.remove', { what: title })}
              </Button>
            )}
          </fieldset>
        );
      })}
      {list.fresh && (
        <Button look="plain" onClick={() => set([...items, list.fresh!(items)])}>
          <Plus aria-hidden size={16} />
          {t(`policy.add.${list.key}`)}
        </Button>
      )}
    </fieldset>
  );
}

/** The meeting's and the city's clocks are not ours: a rung of theirs has none. */
function appliesTo(node: Node, item: unknown): boolean {
  const { answeredBy } = item as { answeredBy?: string };
  return (answeredBy !== 'meeting' && answeredBy !== 'city') || !('as' in node);
}

const isEmptyPart = (node: Node, item: unknown): boolean => 'part' in node && valueAt(item, [node.key]) === null;
