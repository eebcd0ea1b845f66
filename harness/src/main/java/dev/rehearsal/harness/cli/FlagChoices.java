package dev.rehearsal.harness.cli;

import dev.rehearsal.harness.config.Choices;
import dev.rehearsal.harness.config.Setting;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * Takes the user's choices out of a command line. Values are read by the settings themselves and
 * not by the command line's own converters, so that flags and file obey the same rules.
 */
final class FlagChoices {

  private FlagChoices() {}

  static Choices of(ParseResult line) {
    Choices choices = new Choices();
    for (Setting<?> setting : Setting.ALL) {
      OptionSpec option = line.matchedOption("--" + setting.key());
      if (option != null) {
        add(choices, setting, option);
      }
    }
    for (PositionalParamSpec positional : line.matchedPositionals()) {
      if (positional.paramLabel().equals("MIGRATION")) {
        choices.writePaths(Setting.MIGRATION, "MIGRATION", positional.stringValues());
      }
    }
    return choices;
  }

  private static void add(Choices choices, Setting<?> setting, OptionSpec option) {
    String place = option.longestName();
    if (setting == Setting.SET) {
      Map<String, String> pairs = option.getValue();
      choices.choose(Setting.SET, place, new TreeMap<>(pairs));
    } else if (setting.severalPaths()) {
      choices.writePaths(Setting.paths(setting), place, option.stringValues());
    } else if (option.arity().max() == 0) {
      choices.write(setting, place, String.valueOf(option.<Boolean>getValue()));
    } else {
      List<String> texts = option.stringValues();
      choices.write(setting, place, texts.get(texts.size() - 1));
    }
  }
}
