/**
 * GitHub's events, as webhooks deliver them ({@code GithubMapper}) and as public archives keep them
 * ({@code ArchiveMapper}): both say the same things in nearly the same words, so one class per kind
 * of event ({@code PushEvents}, {@code PullRequestEvents} ...) reads both from an {@code
 * Occurrence}. A field that is not asked for here goes nowhere.
 */
@NullMarked
package dev.plumbline.ingest.github;

import org.jspecify.annotations.NullMarked;
