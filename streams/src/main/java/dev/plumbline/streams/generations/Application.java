package dev.plumbline.streams.generations;

import dev.plumbline.component.Component;
import dev.plumbline.streams.operations.Lag;

/** A family's application of one generation, running. */
public interface Application extends Component {

  /**
   * What it has left to do.
   *
   * @throws IllegalStateException if that cannot be told now
   */
  Lag lag();

  /** Closes it for good: it leaves its group at once, as nobody is going to come back for it. */
  void retire();
}
