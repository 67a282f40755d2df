package dev.plumbline.standalone.running;

import dev.plumbline.standalone.Addresses;
import dev.plumbline.standalone.Standalone;
import dev.plumbline.standalone.StandaloneConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * One instance with everything embedded, for all tests of the module that ask for one; it starts
 * for the first and is closed after the last. Tests keep out of each other's way by the names of
 * their services.
 */
public final class SharedInstance implements ParameterResolver {

  /** The instance, as a parameter of a test. */
  public record Running(
      Standalone standalone, Path folder, Commands commands, List<String> progress)
      implements AutoCloseable {

    public Addresses addresses() {
      return standalone.addresses();
    }

    @Override
    public void close() {
      standalone.close();
      Folders.delete(folder);
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Running.class;
  }

  @Override
  public Running resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(SharedInstance.class))
        .computeIfAbsent(Running.class, type -> start(), Running.class);
  }

  private static Running start() {
    Path folder = Folders.temporary();
    int port = Folders.freePorts();
    List<String> progress = Collections.synchronizedList(new ArrayList<>());
    Standalone standalone =
        Standalone.start(StandaloneConfig.embedded(folder, port), progress::add);
    return new Running(standalone, folder, new Commands(port), progress);
  }
}
