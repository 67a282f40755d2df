package dev.plumbline.standalone;

import java.nio.file.Path;

/** Another instance runs on the data folder. */
public final class DataDirectoryInUseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DataDirectoryInUseException(Path folder) {
    super(
        "Another instance runs on the data folder "
            + folder
            + "; stop it, or choose another folder with --data DIR.");
  }
}
