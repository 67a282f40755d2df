package dev.plumbline.standalone.demo;

import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/** Computes the ids of objects and keeps none. */
final class CommitIds extends ObjectInserter.Formatter {

  @Override
  public ObjectId insert(int type, byte[] data, int offset, int length) {
    return idFor(type, data, offset, length);
  }
}
