package dev.rehearsal.reports.postgres;

/**
 * An everyday operation and the table lock it needs, so that a lock can be told as what it blocks.
 * The modes are compared with what a live server takes by {@code OperationIT} in the harness.
 */
public enum Operation {
  SELECT("SELECT", LockMode.ACCESS_SHARE),
  SELECT_FOR_UPDATE("SELECT FOR UPDATE", LockMode.ROW_SHARE),
  INSERT("INSERT", LockMode.ROW_EXCLUSIVE),
  UPDATE("UPDATE", LockMode.ROW_EXCLUSIVE),
  DELETE("DELETE", LockMode.ROW_EXCLUSIVE),
  VACUUM("VACUUM", LockMode.SHARE_UPDATE_EXCLUSIVE),
  CREATE_INDEX("CREATE INDEX", LockMode.SHARE),
  ALTER_TABLE("ALTER TABLE", LockMode.ACCESS_EXCLUSIVE);

  private final String sqlName;
  private final LockMode needs;

  Operation(String sqlName, LockMode needs) {
    this.sqlName = sqlName;
    this.needs = needs;
  }

  /** The operation as SQL spells it. */
  public String sqlName() {
    return sqlName;
  }

  /** The mode that the operation takes on the table it works on. */
  public LockMode needs() {
    return needs;
  }
}
