package dev.plumbline.dashboards.page;

import dev.plumbline.dashboards.store.ServiceFigure;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The services of a team.
 *
 * @param names those that it owns on the day of the question
 * @param period whose figures are shown; null when none is full
 * @param figures of that period
 */
record TeamServices(List<String> names, @Nullable LocalDate period, List<ServiceFigure> figures) {

  static final TeamServices NONE = new TeamServices(List.of(), null, List.of());
}
