/**
 * The rows of the bundled shop, as binary COPY streams. {@link
 * dev.rehearsal.harness.dataset.shop.ShopTables} is the entry. Pure: a seed and a size go in, bytes
 * come out; the same seed and size give the same bytes on every machine and JDK.
 */
package dev.rehearsal.harness.dataset.shop;
