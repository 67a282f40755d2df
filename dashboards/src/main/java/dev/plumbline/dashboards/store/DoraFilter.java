package dev.plumbline.dashboards.store;

import dev.plumbline.metric.Grain;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which figures of one kind of scope are asked for. Between the two periods every one is answered,
 * the empty ones too; where one is not given, the data's own first or last stands in.
 *
 * @param scopeKind service, team or organisation
 * @param scopes names, or none for all of that kind
 * @param environments names, or none for all
 * @param isProduction whether only environments of type production are asked for
 * @param grain length of a period
 * @param first start of the first period
 * @param last start of the last period, inclusive
 * @param metrics names, or none for all
 * @param without classes of failures and of rework that do not count
 */
public record DoraFilter(
    String scopeKind,
    List<String> scopes,
    List<String> environments,
    boolean isProduction,
    Grain grain,
    @Nullable LocalDate first,
    @Nullable LocalDate last,
    List<DoraMetric> metrics,
    List<String> without) {}
