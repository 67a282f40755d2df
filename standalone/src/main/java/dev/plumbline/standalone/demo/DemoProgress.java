package dev.plumbline.standalone.demo;

/** Follows how a demo is loaded. Used by one thread at a time. */
public interface DemoProgress {

  /** So far so good. */
  void show(String phase, long done, long total);
}
