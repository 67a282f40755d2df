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
 * @param chosen figures by the grain that was asked
 * @param monthly the same by month, for what is told by month only
 * @param queues what the greatest queues received, for an organisation
 * @param happened failed deployments, incidents, phases
 * @param services of a team
 * @param freshness newest event by family
 * @param quarantined records that could not be read, by topic
 * @param adopted day from which the team works on the platform
 * @param others scopes to look at from here: of each kind the first few, and one more if there are
 *     more
 */
record Reading(
    Question question,
    List<String> environments,
    Courses chosen,
    Courses monthly,
    List<QueueCount> queues,
    Happened happened,
    TeamServices services,
    Map<String, @Nullable Instant> freshness,
    Map<String, Long> quarantined,
    @Nullable LocalDate adopted,
    List<ScopeName> others) {

  String scope() {
    String scope = question.scope();
    return scope == null ? "" : scope;
  }

  /** A metric by the grain that was asked; tickets are counted by month, whatever is asked. */
  Course course(Metric metric) {
    return metric == Metric.TICKETS_RECEIVED ? monthly.of(metric) : chosen.of(metric);
  }

  boolean hasDelivery() {
    return chosen.hasDelivery();
  }

  boolean hasStages() {
    return Metric.STAGES.stream().anyMatch(stage -> !monthly.of(stage).isEmpty());
  }

  boolean hasTickets() {
    return !course(Metric.TICKETS_RECEIVED).isEmpty();
  }
}
