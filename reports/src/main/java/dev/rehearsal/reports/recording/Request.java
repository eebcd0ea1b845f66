package dev.rehearsal.reports.recording;

import java.util.List;

/**
 * What the user asked for, as far as it decides the verdict or is needed to do it again.
 *
 * @param command the command line, one argument an element, secrets masked
 * @param budgets the limits
 * @param failOn the weakest severity that fails the rehearsal: {@code error}, {@code warn} or
 *     {@code never}
 * @param literalsShown whether the user asked to keep literals of the SQL; otherwise they are
 *     masked
 */
public record Request(List<String> command, Budgets budgets, String failOn, boolean literalsShown) {
  public Request {
    command = List.copyOf(command);
  }
}
