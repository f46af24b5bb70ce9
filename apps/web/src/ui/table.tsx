import { useEffect, useRef, useState, type ReactNode } from 'react';

export interface Column<T> {
  readonly key: string;
  readonly head: string;
  readonly cell: (row: T) => ReactNode;
  /** Figures: to the right, digits of one width. */
  readonly number?: boolean;
  /** Left out on a phone, where the card has said it already. */
  readonly wideOnly?: boolean;
}

/**
 * Rows under a head that stays in sight; on a phone each row is a card whose first cell is its title. The roles are said,
 * since a table shown as blocks would lose them. Where letters are so large that it is wider than its place, it scrolls
 * within it.
 */
export function Table<T>({
  caption,
  columns,
  rows,
  keyOf,
  sums,
}: {
  caption: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  keyOf: (row: T) => string;
  /** What columns come to, by their keys: the last row, whose first cell names it. */
  sums?: Readonly<Record<string, ReactNode>> | undefined;
}) {
  const { place, wider } = useWider();
  return (
    <div ref={place} {...(wider && { className: 'table-scroll', role: 'region', 'aria-label': caption, tabIndex: 0 })}>
      <table className="table" role="table">
        <caption className="away">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ key, head, number }) => (
              <th key={key} scope="col" role="columnheader" className={number ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <tr key={keyOf(row)} role="row">
              {columns.map((column, index) => (
                <Cell key={column.key} column={column} row={row} first={index === 0} />
              ))}
            </tr>
          ))}
        </tbody>
        {sums && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map((column, index) => (
                <Cell
                  key={column.key}
                  column={{ ...column, cell: () => sums[column.key], wideOnly: sums[column.key] === undefined }}
                  row={undefined}
                  first={index === 0}
                />
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

/** Whether what stands in a place is wider than it. */
function useWider() {
  const place = useRef<HTMLDivElement>(null);
  const [wider, setWider] = useState(false);
  useEffect(() => {
    const element = place.current!;
    const measure = () => setWider(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(element.firstElementChild!);
    return () => observer.disconnect();
  }, []);
  return { place, wider };
}

function Cell<T>({ column, row, first }: { column: Column<T>; row: T; first: boolean }) {
  const classes = [column.number && 'number', column.wideOnly && 'wide-only'].filter(Boolean).join(' ') || undefined;
  return first ? (
    <th scope="row" role="rowheader" className={classes}>
      {column.cell(row)}
    </th>
  ) : (
    <td role="cell" className={classes} data-label={column.head}>
      {column.cell(row)}
    </td>
  );
}
