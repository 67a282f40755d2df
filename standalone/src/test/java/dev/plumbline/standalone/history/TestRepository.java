package dev.plumbline.standalone.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TagBuilder;
import org.eclipse.jgit.lib.TreeFormatter;

/** A bare repository that a test writes commit by commit, straight into packs: no working tree. */
public final class TestRepository implements AutoCloseable {

  private final Path folder;
  private final FileRepository repository;
  private ObjectInserter inserter;
  private int contents;

  private TestRepository(Path folder, FileRepository repository) {
    this.folder = folder;
    this.repository = repository;
    this.inserter = repository.getObjectDatabase().newPackInserter();
  }

  /** A new repository without commits. */
  public static TestRepository in(Path folder) {
    try {
      FileRepository repository = new FileRepository(folder.toFile());
      repository.create(true);
      return new TestRepository(folder, repository);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path folder() {
    return folder;
  }

  /** The repository as JGit reads it; what was written is in it after {@link #save}. */
  public FileRepository jgit() {
    return repository;
  }

  /** A commit with both clocks on one time. */
  public ObjectId commit(Instant time, ObjectId... parents) {
    return commit(time, time, parents);
  }

  public ObjectId commit(Instant authored, Instant committed, ObjectId... parents) {
    try {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree());
      commit.setParentIds(parents);
      commit.setAuthor(person("Ada", authored));
      commit.setCommitter(person("Grace", committed));
      commit.setMessage("Change " + contents);
      return inserter.insert(commit);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void branch(String name, ObjectId commit) {
    update(Constants.R_HEADS + name, commit);
  }

  public void lightweightTag(String name, ObjectId commit) {
    update(Constants.R_TAGS + name, commit);
  }

  public void annotatedTag(String name, ObjectId commit, Instant time) {
    try {
      TagBuilder tag = new TagBuilder();
      tag.setTag(name);
      tag.setObjectId(commit, Constants.OBJ_COMMIT);
      tag.setTagger(person("Grace", time));
      tag.setMessage("Release " + name);
      update(Constants.R_TAGS + name, inserter.insert(tag));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void deleteTag(String name) {
    try {
      RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
      update.setForceUpdate(true);
      expectDone(update.delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes everything readable that was written since. */
  public void save() {
    try {
      inserter.flush();
      inserter.close();
      inserter = repository.getObjectDatabase().newPackInserter();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    inserter.close();
    repository.close();
  }

  private ObjectId tree() throws IOException {
    contents++;
    byte[] text = ("content " + contents).getBytes(StandardCharsets.UTF_8);
    TreeFormatter tree = new TreeFormatter();
    tree.append("file", FileMode.REGULAR_FILE, inserter.insert(Constants.OBJ_BLOB, text));
    return inserter.insert(tree);
  }

  // References need their objects to be there.
  private void update(String name, ObjectId target) {
    save();
    try {
      RefUpdate update = repository.updateRef(name);
      update.setNewObjectId(target);
      update.setForceUpdate(true);
      expectDone(update.update());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void expectDone(RefUpdate.Result result) {
    switch (result) {
      case NEW, FORCED, FAST_FORWARD, NO_CHANGE -> {}
      default -> throw new IllegalStateException("Expected to update a reference, got " + result);
    }
  }

  private static PersonIdent person(String name, Instant time) {
    return new PersonIdent(name, name + "@example.org", time, ZoneOffset.UTC);
  }
}
