package dev.plumbline.standalone.demo;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a demo put in, and what is worth a look.
 *
 * @param commits in the repositories
 * @param planned deliveries of the whole simulation
 * @param skipped deliveries that an earlier run had sent
 * @param sent by this run
 * @param accepted of these, for the first time
 * @param unusable of those planned, on purpose
 * @param databases simulated and not sent
 * @param team one on the platform, with a service
 * @param comparison a team without platform
 */
public record DemoResult(
    int teams,
    int services,
    int developers,
    long commits,
    int planned,
    int skipped,
    int sent,
    int accepted,
    int unusable,
    int databases,
    Example team,
    Example comparison) {

  /** A team with a service of it. */
  public record Example(String team, String service, @Nullable LocalDate adopted) {}
}
