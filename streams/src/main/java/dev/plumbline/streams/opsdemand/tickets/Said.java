package dev.plumbline.streams.opsdemand.tickets;

import java.util.Comparator;

/**
 * What an observation says of one field.
 *
 * @param version the observation's
 * @param rank how final the state is that the observation names; trackers stamp whole seconds, so
 *     two observations may carry one version
 * @param value the value as text, empty for none; decides between observations equal in both
 */
record Said(long version, int rank, String value) {

  static final Comparator<Said> BY_AGE =
      Comparator.comparingLong(Said::version)
          .thenComparingInt(Said::rank)
          .thenComparing(Said::value);
}
