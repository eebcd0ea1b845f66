/**
 * Documents drawn from a recording and its analysis, one class per format. Pure: the same recording
 * gives the same bytes in every locale.
 */
package dev.rehearsal.reports.render;
