package dev.rehearsal.harness.conformance;

import java.util.List;

/** Prisma, on the engine that its packages have: see {@code scripts/install-migration-tools}. */
final class PrismaTool implements Tool {

  private static final String CONFIG =
      """
      import { defineConfig } from 'prisma/config'
      import { PrismaPg } from '@prisma/adapter-pg'

      export default defineConfig({
        schema: 'prisma/schema.prisma',
        experimental: { adapter: true },
        engine: 'js',
        adapter: async () => new PrismaPg({ connectionString: process.env.DATABASE_URL, allowExitOnIdle: true }),
      })
      """;

  /** The engine leaves a timer of 10 s behind for its lock, and the process waits for that. */
  private static final String PATIENCE =
      """
      const set = globalThis.setTimeout
      globalThis.setTimeout = (callback, millis, ...rest) => {
        const timer = set(callback, millis, ...rest)
        return millis >= 10000 ? timer.unref() : timer
      }
      Object.defineProperties(globalThis.setTimeout, Object.getOwnPropertyDescriptors(set))
      """;

  private static final String SCHEMA =
      """
      datasource db {
        provider = "postgresql"
        url      = env("DATABASE_URL")
      }
      """;

  @Override
  public String name() {
    return "prisma";
  }

  @Override
  public String installed() {
    return "npm-tools/node_modules/prisma";
  }

  @Override
  public void write(Project project, List<Version> versions) {
    project
        .with("prisma.config.ts", CONFIG)
        .with("prisma/schema.prisma", SCHEMA)
        .with("patience.cjs", PATIENCE)
        .with("prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n")
        .withLink("node_modules", Installed.node("."));
    int number = 0;
    for (Version version : versions) {
      project.with(
          "prisma/migrations/%s/migration.sql".formatted(directory(++number, version)),
          version.sql());
    }
  }

  static String directory(int number, Version version) {
    return "2026010100%04d_%s".formatted(number, version.name());
  }

  @Override
  public String command() {
    return command("migrate deploy");
  }

  static String command(String words) {
    return "PRISMA_ENGINES_CHECKSUM_IGNORE_MISSING=1 CHECKPOINT_DISABLE=1"
        + " PRISMA_QUERY_ENGINE_LIBRARY='%s' PRISMA_SCHEMA_ENGINE_BINARY='%s' node -r ./patience.cjs '%s' %s"
            .formatted(
                Installed.path("npm-tools/engines/query"),
                Installed.path("npm-tools/engines/schema"),
                Installed.node("prisma/build/index.js"),
                words);
  }

  @Override
  public String bookkeeping() {
    return "SELECT concat_ws(' ', migration_name, finished_at IS NOT NULL, rolled_back_at IS NOT NULL,"
        + " applied_steps_count, logs) FROM _prisma_migrations ORDER BY started_at";
  }

  @Override
  public String migrations() {
    return "prisma";
  }

  @Override
  public String base() {
    return "20260101000001_base";
  }
}
