package dev.rehearsal.reports.postgres;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A table-level lock mode, weakest first.
 *
 * <p>The conflicts are those of the server's documentation ("Explicit Locking", table 13.2) and are
 * compared with a live server, all 64 pairs, by {@code LockModeIT} in the harness.
 */
public enum LockMode {
  ACCESS_SHARE("AccessShareLock", "AS"),
  ROW_SHARE("RowShareLock", "RS"),
  ROW_EXCLUSIVE("RowExclusiveLock", "RX"),
  SHARE_UPDATE_EXCLUSIVE("ShareUpdateExclusiveLock", "SUX"),
  SHARE("ShareLock", "S"),
  SHARE_ROW_EXCLUSIVE("ShareRowExclusiveLock", "SRX"),
  EXCLUSIVE("ExclusiveLock", "X"),
  ACCESS_EXCLUSIVE("AccessExclusiveLock", "AX");

  private static final List<Set<LockMode>> CONFLICTS =
      List.of(
          EnumSet.of(ACCESS_EXCLUSIVE),
          EnumSet.of(EXCLUSIVE, ACCESS_EXCLUSIVE),
          EnumSet.of(SHARE, SHARE_ROW_EXCLUSIVE, EXCLUSIVE, ACCESS_EXCLUSIVE),
          EnumSet.range(SHARE_UPDATE_EXCLUSIVE, ACCESS_EXCLUSIVE),
          EnumSet.of(
              ROW_EXCLUSIVE,
              SHARE_UPDATE_EXCLUSIVE,
              SHARE_ROW_EXCLUSIVE,
              EXCLUSIVE,
              ACCESS_EXCLUSIVE),
          EnumSet.range(ROW_EXCLUSIVE, ACCESS_EXCLUSIVE),
          EnumSet.range(ROW_SHARE, ACCESS_EXCLUSIVE),
          EnumSet.allOf(LockMode.class));

  private final String catalogName;
  private final String abbreviation;

  LockMode(String catalogName, String abbreviation) {
    this.catalogName = catalogName;
    this.abbreviation = abbreviation;
  }

  /**
   * Reads a mode as {@code pg_locks.mode} spells it.
   *
   * @throws IllegalArgumentException if it is not a table lock mode
   */
  public static LockMode parse(String catalogName) {
    for (LockMode mode : values()) {
      if (mode.catalogName.equals(catalogName)) {
        return mode;
      }
    }
    throw new IllegalArgumentException(
        "not a table lock mode in pg_locks.mode: '" + catalogName + "'");
  }

  /** The mode as {@code pg_locks.mode} spells it, such as {@code AccessExclusiveLock}. */
  public String catalogName() {
    return catalogName;
  }

  /** The mode as SQL spells it, such as {@code ACCESS EXCLUSIVE}. */
  public String sqlName() {
    return name().replace('_', ' ');
  }

  /** A label of one to three letters for places with no room, such as {@code AX}. */
  public String abbreviation() {
    return abbreviation;
  }

  /** Whether one session that holds this mode makes another session wait for {@code wanted}. */
  public boolean conflictsWith(LockMode wanted) {
    return CONFLICTS.get(ordinal()).contains(wanted);
  }

  /** Whether plain {@code SELECT} waits while another session holds this mode. */
  public boolean blocksReads() {
    return conflictsWith(ACCESS_SHARE);
  }

  /** Whether {@code INSERT}, {@code UPDATE} and {@code DELETE} wait while this mode is held. */
  public boolean blocksWrites() {
    return conflictsWith(ROW_EXCLUSIVE);
  }

  /** The everyday operations that wait while another session holds this mode; may be empty. */
  public List<Operation> blocks() {
    return List.of(Operation.values()).stream()
        .filter(operation -> conflictsWith(operation.needs()))
        .toList();
  }
}
