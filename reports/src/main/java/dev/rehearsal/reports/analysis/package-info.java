/**
 * What a recording means: {@link dev.rehearsal.reports.analysis.Analysis#of} joins the takes,
 * groups waits into episodes, judges findings and budgets and comes to a verdict. Pure: the same
 * recording gives the same analysis.
 */
package dev.rehearsal.reports.analysis;
