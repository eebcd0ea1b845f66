package dev.rehearsal.harness.cli;

import java.util.Map;
import picocli.CommandLine.Option;

/** The server to start. {@link FlagChoices} reads the values. */
final class DatabaseOptions {

  @Option(
      names = "--provider",
      paramLabel = "WHERE",
      description =
          "Where the server comes from: auto (a container where an engine answers and the image is"
              + " to be had, else embedded), embedded or container. Default: auto.")
  private String provider;

  @Option(
      names = "--postgres",
      paramLabel = "MAJOR",
      description = "Major version, 14 to 18. Default: 18.")
  private String postgres;

  @Option(
      names = "--image",
      paramLabel = "IMAGE",
      description = "Container image (e.g. postgres:16); implies --provider container.")
  private String image;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "Port of the server on the loopback address. Default: any free one.")
  private String port;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Where data directories are made. Default: the system's temporary directory.")
  private String workDir;

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A server setting (e.g. work_mem=64MB). May be repeated.")
  private Map<String, String> settings;
}
