/** The generated client names this type of browsers; Node's own types hold it under `RequestInit` only. */
type BodyInit = NonNullable<RequestInit['body']>;
