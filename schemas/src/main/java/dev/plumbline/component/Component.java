package dev.plumbline.component;

/** A part of a service, as seen from outside: it works or it does not, and it can be closed. */
public interface Component extends AutoCloseable {

  /** Short lower-case name, as health shows it. */
  String name();

  /** Whether the part would do its work now. Quick, and never throws. */
  CheckResult check();

  @Override
  void close();
}
