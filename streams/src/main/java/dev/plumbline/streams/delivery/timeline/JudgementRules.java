package dev.plumbline.streams.delivery.timeline;

/** The organisation's rules that verdicts follow. */
interface JudgementRules {

  /** Whether an incident that names no environment may speak of this one. */
  boolean isProduction(String environment);

  /** How long after a deployment an incident without a link still blames it. */
  long windowSeconds();
}
