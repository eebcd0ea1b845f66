/**
 * Figures as people read them: durations, sizes and counts, the same in every locale. Read {@link
 * dev.rehearsal.reports.figures.Figures} first.
 */
package dev.rehearsal.reports.figures;
