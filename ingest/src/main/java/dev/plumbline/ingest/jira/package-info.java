/**
 * Jira's webhooks, of Cloud and Data Center: {@code JiraMapper} decides what a delivery is, {@code
 * Issues} reads the issue in it, {@code Changelog} what was changed.
 */
@NullMarked
package dev.plumbline.ingest.jira;

import org.jspecify.annotations.NullMarked;
