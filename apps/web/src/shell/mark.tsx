export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 32 32" width="32" height="32" aria-hidden>
      <rect width="32" height="32" rx="6" />
      <path d="M7 24h6v-5h6v-5h6V9" />
    </svg>
  );
}
