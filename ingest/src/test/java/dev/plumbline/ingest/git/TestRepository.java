package dev.plumbline.ingest.git;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.TagBuilder;

/** A repository made commit by commit, without a work tree. The clock moves a minute a commit. */
final class TestRepository implements AutoCloseable {

  static final String NAME = "Ada Lovelace";
  static final String EMAIL = "ada@example.org";
  static final Instant START = Instant.parse("2024-03-01T10:00:00Z");

  private final FileRepository repository;
  private final Map<ObjectId, Map<String, String>> files = new TreeMap<>();
  private Instant now = START;
  private ZoneOffset zone = ZoneOffset.UTC;
  private String message = "Secret message";

  TestRepository(Path folder) throws IOException {
    repository = new FileRepository(folder.toFile());
    repository.create(true);
  }

  File folder() {
    return repository.getDirectory();
  }

  /** Committer time of the next commit; the author's is an hour earlier. */
  TestRepository at(String instant) {
    now = Instant.parse(instant);
    return this;
  }

  TestRepository in(ZoneOffset zone) {
    this.zone = zone;
    return this;
  }

  TestRepository saying(String message) {
    this.message = message;
    return this;
  }

  /** A commit that writes one file; it stands on no branch yet. */
  ObjectId commit(String path, ObjectId... parents) throws IOException {
    Map<String, String> tree =
        parents.length == 0 ? new TreeMap<>() : new TreeMap<>(files.get(parents[0]));
    tree.put(path, "at " + now + Arrays.toString(parents));
    return commit(tree, parents);
  }

  /** A commit with exactly these files. */
  ObjectId commit(Map<String, String> tree, ObjectId... parents) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      CommitBuilder commit = new CommitBuilder();
      commit.setTreeId(tree(tree, inserter));
      commit.setParentIds(parents);
      commit.setAuthor(new PersonIdent(NAME, EMAIL, now.minusSeconds(3600), zone));
      commit.setCommitter(new PersonIdent("Grace Hopper", "grace@example.org", now, zone));
      commit.setMessage(message);
      ObjectId id = inserter.insert(commit);
      inserter.flush();
      files.put(id, tree);
      now = now.plusSeconds(60);
      return id;
    }
  }

  /** A line of commits that change nothing, made quickly; returns them oldest first. */
  List<ObjectId> line(int length) throws IOException {
    ObjectId tree = tree(Map.of("a", "a"));
    List<ObjectId> line = new ArrayList<>();
    try (ObjectInserter inserter = repository.getObjectDatabase().newPackInserter()) {
      for (int i = 0; i < length; i++) {
        CommitBuilder commit = new CommitBuilder();
        commit.setTreeId(tree);
        commit.setParentIds(line.subList(Math.max(0, i - 1), i));
        commit.setAuthor(new PersonIdent(NAME, EMAIL, now.plusSeconds(i), zone));
        commit.setCommitter(commit.getAuthor());
        commit.setMessage("line");
        line.add(inserter.insert(commit));
      }
      inserter.flush();
    }
    return line;
  }

  /** Any object as its bytes say, however odd. */
  ObjectId insert(int type, String content) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = inserter.insert(type, content.getBytes(StandardCharsets.UTF_8));
      inserter.flush();
      return id;
    }
  }

  ObjectId tree(Map<String, String> contents) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      ObjectId id = tree(contents, inserter);
      inserter.flush();
      return id;
    }
  }

  private static ObjectId tree(Map<String, String> contents, ObjectInserter inserter)
      throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (Map.Entry<String, String> file : contents.entrySet()) {
      DirCacheEntry entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(FileMode.REGULAR_FILE);
      entry.setObjectId(
          inserter.insert(Constants.OBJ_BLOB, file.getValue().getBytes(StandardCharsets.UTF_8)));
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  void branch(String name, ObjectId commit) throws IOException {
    point(Constants.R_HEADS + name, commit);
  }

  void lightweightTag(String name, ObjectId target) throws IOException {
    point(Constants.R_TAGS + name, target);
  }

  /** An annotated tag made at the instant. */
  ObjectId annotatedTag(String name, ObjectId target, int type, String instant) throws IOException {
    try (ObjectInserter inserter = repository.newObjectInserter()) {
      TagBuilder tag = new TagBuilder();
      tag.setTag(name);
      tag.setObjectId(target, type);
      tag.setMessage("Secret tag message");
      tag.setTagger(new PersonIdent(NAME, EMAIL, Instant.parse(instant), zone));
      ObjectId id = inserter.insert(tag);
      inserter.flush();
      point(Constants.R_TAGS + name, id);
      return id;
    }
  }

  void deleteTag(String name) throws IOException {
    RefUpdate update = repository.updateRef(Constants.R_TAGS + name);
    update.setForceUpdate(true);
    update.delete();
  }

  private void point(String reference, ObjectId target) throws IOException {
    RefUpdate update = repository.updateRef(reference);
    update.setNewObjectId(target);
    update.setForceUpdate(true);
    update.update();
  }

  @Override
  public void close() {
    repository.close();
  }
}
