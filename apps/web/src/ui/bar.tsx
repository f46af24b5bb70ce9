/** How far something that takes a while has come, `value` of `max`; `max` is 0 while that is not known yet. */
export function ProgressBar({ label, value, max }: { label: string; value: number; max: number }) {
  return (
    <div className="progress">
      <span>{label}</span>
      <progress aria-label={label} max={max || 1} value={max === 0 ? undefined : value} />
    </div>
  );
}

/**
 * Plan against actual as a bar: what is done, hatched to where today's pace leads, the gap that stays, a mark where the
 * time is. All are shares of the plan, 0 to 1; more than all of it is drawn as all of it. For the eyes only: the figures
 * stand beside it.
 */
export function PlanBar({
  done,
  forecast = done,
  time,
  gap = 'none',
}: {
  done: number;
  forecast?: number;
  /** Where the time is; no mark when left out. */
  time?: number;
  gap?: 'none' | 'tight' | 'broken';
}) {
  const part = (share: number) => Math.min(1, Math.max(0, share)) * 100;
  const reaches = Math.max(part(forecast), part(done));
  return (
    <div className="plan-bar" aria-hidden>
      <span className="bar-done" style={{ width: `${part(done)}%` }} />
      <span className="bar-forecast" style={{ left: `${part(done)}%`, width: `${reaches - part(done)}%` }} />
      {gap !== 'none' && reaches < 100 && <span className={`bar-gap ${gap}`} style={{ left: `${reaches}%` }} />}
      {time !== undefined && <span className="bar-time" style={{ left: `${part(time)}%` }} />}
    </div>
  );
}
