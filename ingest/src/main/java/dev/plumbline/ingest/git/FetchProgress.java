package dev.plumbline.ingest.git;

import dev.plumbline.ingest.collection.CollectionListener;
import dev.plumbline.ingest.collection.CollectionPhase;
import org.eclipse.jgit.lib.ProgressMonitor;

/** JGit's view of the listener while it fetches. Each of its tasks counts from nought. */
final class FetchProgress implements ProgressMonitor {

  private final CollectionListener listener;
  private int total;
  private int done;

  FetchProgress(CollectionListener listener) {
    this.listener = listener;
  }

  @Override
  public void start(int totalTasks) {}

  @Override
  public void beginTask(String title, int totalWork) {
    total = totalWork;
    done = 0;
    update(0);
  }

  @Override
  public void update(int completed) {
    done += completed;
    listener.progressed(CollectionPhase.FETCH, done, total);
  }

  @Override
  public void endTask() {}

  @Override
  public boolean isCancelled() {
    return listener.isCancelled();
  }

  @Override
  public void showDuration(boolean enabled) {}
}
