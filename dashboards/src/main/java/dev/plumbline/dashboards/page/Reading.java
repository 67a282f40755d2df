package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.QueueCount;
import dev.plumbline.dashboards.store.ScopeName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was read for a page, all of one moment.
 *
 * @param question what was asked, with the name of the scope
 * @param environments that the scope has figures of
 * @param deployments by the grain that was asked
 * @param deploymentDays likewise
 * @param leadTime likewise
 * @param tickets likewise
 * @param monthly the same by month, for the answer: deployments, lead time, tickets
 * @param queues what the greatest queues received, for an organisation
 * @param freshness newest event by family
 * @param quarantined records that could not be read, by topic
 * @param adopted day from which the team works on the platform
 * @param others scopes to look at from here: of each kind the first few, and one more if there are
 *     more
 */
record Reading(
    Question question,
    List<String> environments,
    Course deployments,
    Course deploymentDays,
    Course leadTime,
    Course tickets,
    List<Course> monthly,
    List<QueueCount> queues,
    Map<String, @Nullable Instant> freshness,
    Map<String, Long> quarantined,
    @Nullable LocalDate adopted,
    List<ScopeName> others) {

  String scope() {
    String scope = question.scope();
    return scope == null ? "" : scope;
  }

  boolean hasDelivery() {
    return !deployments.isEmpty() || !leadTime.isEmpty();
  }

  boolean hasTickets() {
    return !tickets.isEmpty();
  }
}
