package dev.plumbline.dashboards.store;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which figures of ops demand are asked for. Between the two months every one is answered, the
 * empty ones too; where one is not given, the data's own first or last stands in.
 *
 * @param scopeKind {@code queue}, {@code team} or {@code organisation}, null for all
 * @param scopes names, or none for all
 * @param first first day of the first month
 * @param last first day of the last month, inclusive
 */
public record OpsDemandFilter(
    @Nullable String scopeKind,
    List<String> scopes,
    @Nullable LocalDate first,
    @Nullable LocalDate last) {}
