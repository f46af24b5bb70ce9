import { useWords } from '../../i18n/use-words.js';
import { Choices, TextArea } from '../../ui/field.js';
import { categories } from '../problem/problem-filters.js';
import type { VisitValues } from './visit-form.js';

/** The first rung's response clock, as the ladder comes. */
const OFFICE_WORKDAYS = 1;

/** A problem found on the spot, filed in the same act: where it is stuck, what is needed, what next. */
export function FoundProblem({
  values,
  onChange,
}: {
  values: VisitValues;
  onChange: (part: Partial<VisitValues>) => void;
}) {
  const { t } = useWords();
  return (
    <>
      <Choices
        label={t('visit.found')}
        value={values.hasProblem ? 'some' : 'none'}
        onChange={(value) => onChange({ hasProblem: value === 'some' })}
        choices={[
          { value: 'none', label: t('visit.foundNone') },
          { value: 'some', label: t('visit.foundSome') },
        ]}
      />
      {values.hasProblem && (
        <div className="found-problem">
          <Choices
            label={t('visit.stuck')}
            name="category"
            value={values.category}
            onChange={(category) => onChange({ category })}
            choices={categories.map((value) => ({ value, label: t(`problem.category.${value}`) }))}
          />
          <TextArea
            label={t('visit.needs')}
            name="needs"
            rows={3}
            maxLength={4000}
            placeholder={t('problem.needsExample')}
            value={values.needs}
            onChange={(needs) => onChange({ needs })}
          />
          <Choices
            label={t('visit.how')}
            look="rows"
            value={values.way}
            onChange={(way) => onChange({ way: way as VisitValues['way'] })}
            choices={[
              { value: 'solved', label: t('visit.solved'), note: t('visit.solvedNote') },
              { value: 'office', label: t('visit.office'), note: t('visit.officeNote', { n: OFFICE_WORKDAYS }) },
              { value: 'meeting', label: t('visit.meeting'), note: t('visit.meetingNote') },
            ]}
          />
          {values.way === 'solved' && (
            <TextArea
              label={t('visit.evidence')}
              name="evidence"
              rows={2}
              maxLength={4000}
              value={values.evidence}
              onChange={(evidence) => onChange({ evidence })}
            />
          )}
          {values.way === 'meeting' && (
            <TextArea
              label={t('visit.reason')}
              name="reason"
              rows={2}
              maxLength={1000}
              value={values.reason}
              onChange={(reason) => onChange({ reason })}
            />
          )}
        </div>
      )}
    </>
  );
}
