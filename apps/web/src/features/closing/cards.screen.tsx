import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { listCards } from '#api-client/sdk.gen.js';
import type { CardRow } from '#api-client/types.gen.js';
import { call } from '../../api/call.js';
import { date, dayOf } from '../../format/dates.js';
import { money } from '../../format/money.js';
import { nameOf, useWords } from '../../i18n/use-words.js';
import { UnitFilter } from '../../ui/directory-filters.js';
import { ExportLink } from '../../ui/export-link.js';
import { ChoiceFilter, narrowedBy, narrowing, NoneFits } from '../../ui/filters.js';
import { More } from '../../ui/more.js';
import { Card, Empty, Page } from '../../ui/page.js';
import { Loaded } from '../../ui/states.js';
import { Table, type Column } from '../../ui/table.js';
import { usePaged } from '../../ui/use-paged.js';
import { cardFilters, cardStates, colours } from './closings-filters.js';
import { periodName } from './period-name.js';
import { CardColour } from './verdict.js';
import './closing.css';

/** 蓝黄红牌, the newest first. */
export function CardsScreen() {
  const { t, language } = useWords();
  const filters = useSearch({ from: '/within/cards' });
  const navigate = useNavigate({ from: '/cards' });
  const of = narrowing(filters, cardFilters, (search) => void navigate({ search }));
  const { list, more } = usePaged(['cards', filters], (cursor) =>
    call(listCards({ query: { ...filters, cursor, limit: 30 } })),
  );
  const columns: Column<CardRow>[] = [
    {
      key: 'whose',
      head: t('card.whose'),
      cell: ({ id, number, project, office }) => (
        <>
          <Link to="/cards/$id" params={{ id }} className="row-title">
            {project?.name ?? nameOf(office, language)}
          </Link>
          <span className="muted">{number}</span>
        </>
      ),
    },
    { key: 'colour', head: t('card.colourLabel'), cell: ({ colour }) => <CardColour colour={colour} /> },
    { key: 'state', head: t('card.stateLabel'), cell: ({ state }) => t(`card.state.${state}`) },
    { key: 'leader', head: t('project.leader'), cell: ({ leader }) => leader?.name ?? '–' },
    { key: 'period', head: t('closing.period'), cell: ({ period }) => periodName(period, t, language) },
    { key: 'gap', head: t('closing.gap'), number: true, cell: ({ gap }) => money(gap, language) },
    { key: 'talks', head: t('card.talks'), number: true, cell: ({ talks }) => talks },
    { key: 'issued', head: t('card.issued'), cell: ({ issuedAt }) => date(dayOf(issuedAt), language) },
  ];
  return (
    <Page
      title={t('card.title')}
      sentence={t('card.what')}
      back="/closings"
      actions={<ExportLink table="cards" filters={filters} />}
    >
      <div className="filters">
        <ChoiceFilter
          label={t('card.colourLabel')}
          of={of}
          by="colour"
          choices={colours.map((value) => ({ value, label: t(`card.colour.${value}`) }))}
        />
        <ChoiceFilter
          label={t('card.stateLabel')}
          of={of}
          by="state"
          choices={cardStates.map((value) => ({ value, label: t(`card.state.${value}`) }))}
        />
        <UnitFilter label={t('project.office')} of={of} by="officeId" kind="office" />
      </div>
      <Card flush>
        <Loaded query={list} lines={8}>
          {(cards) =>
            cards.length > 0 ? (
              <Table caption={t('card.title')} columns={columns} rows={cards} keyOf={({ id }) => id} />
            ) : narrowedBy(filters) > 0 ? (
              <NoneFits title={t('card.noneFiltered')} />
            ) : (
              <Empty title={t('card.none')} why={t('card.noneWhy')} />
            )
          }
        </Loaded>
        <More {...more} />
      </Card>
    </Page>
  );
}
