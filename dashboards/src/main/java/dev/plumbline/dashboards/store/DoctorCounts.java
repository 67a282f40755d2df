package dev.plumbline.dashboards.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is there and what is missing, as of a time.
 *
 * @param deployments all, of known services or not
 * @param unmatchedDeployments those whose commit was never observed
 * @param worstRepositories repositories with the most of them, each as "name (unmatched of all)"
 * @param finishUnknown deployments that succeeded nobody says when
 * @param deploymentsWithoutService deployments of no known service
 * @param services names of all that have a change or a deployment
 * @param servicesWithoutDeployment those that were never deployed with success
 * @param servicesWithoutOwner those that nobody owns on that day
 * @param productionEnvironments environments of type production
 * @param untypedEnvironments names of environments that no type is known for
 * @param pullRequestsBy pull requests by mapped, unmapped and bot
 * @param changes commits as they concern a service and environment
 * @param changesWithoutTime those without the committer's time, merges left out
 * @param changesWithoutService those of repositories without a service
 * @param mergedPullRequests as they concern a service and environment, those of bots left out
 * @param withoutFirstCommit those of them whose first commit nobody told
 * @param incidents all
 * @param incidentsWithoutService those whose service is not known
 * @param incidentsWithoutStart those whose start nobody told
 * @param incidentsWithoutCause those that blame no deployment
 * @param incidentsOpenForLong those that began more than a week ago and are not resolved
 * @param newest newest fact by family, null for a family without one
 * @param unreadable records that could not be stored, by topic
 * @param phases phases of the programme
 * @param figures lead times of services in the last full month
 * @param smallFigures those of them that rest on fewer than five changes
 */
public record DoctorCounts(
    long deployments,
    long unmatchedDeployments,
    List<String> worstRepositories,
    long finishUnknown,
    long deploymentsWithoutService,
    List<String> services,
    List<String> servicesWithoutDeployment,
    List<String> servicesWithoutOwner,
    long productionEnvironments,
    List<String> untypedEnvironments,
    Map<String, Long> pullRequestsBy,
    long changes,
    long changesWithoutTime,
    long changesWithoutService,
    long mergedPullRequests,
    long withoutFirstCommit,
    long incidents,
    long incidentsWithoutService,
    long incidentsWithoutStart,
    long incidentsWithoutCause,
    long incidentsOpenForLong,
    Map<String, @Nullable Instant> newest,
    Map<String, Long> unreadable,
    long phases,
    long figures,
    long smallFigures) {}
