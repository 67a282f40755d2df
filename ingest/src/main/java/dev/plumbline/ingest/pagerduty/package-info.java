/** PagerDuty's webhooks of version 3. */
@NullMarked
package dev.plumbline.ingest.pagerduty;

import org.jspecify.annotations.NullMarked;
