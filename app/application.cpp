// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/application.h"

#include "app/commandline.h"
#include "app/exitcode.h"
#include "app/logging.h"
#include "app/window.h"

#include <QCoreApplication>

namespace keel {

namespace {

QStringList wordsOf(int argc, char** argv)
{
    QStringList words;
    for (int i = 0; i < argc; ++i)
        words += QString::fromLocal8Bit(argv[i]);
    return words;
}

/// A window needs a display; Qt would end the process where there is none.
bool hasDisplay()
{
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

} // namespace

int runProgram(int argc, char** argv)
{
    const auto line = parseCommandLine(wordsOf(argc, argv));
    if (!line) {
        Output(false).problem(line.error());
        return ExitUsage;
    }
    if (line->help) {
        Output(false).line(helpText(*line->command));
        return ExitGood;
    }
    if (line->version) {
        Output(false).line(QStringLiteral("evenkeel " EVENKEEL_VERSION));
        return ExitGood;
    }
    const Output out(line->globals.json);
    const bool window = line->command->wantsWindow && line->command->wantsWindow(*line->options);
    if (window && !windowIsBuilt()) {
        out.problem(QStringLiteral("this program was built without the desktop (use `evenkeel serve` or "
                                   "`evenkeel demo --headless`)"));
        return ExitUsage;
    }
    if (window && !hasDisplay()) {
        out.problem(QStringLiteral("there is no display to open a window on (use `evenkeel serve` or "
                                   "`evenkeel demo --headless`)"));
        return ExitUsage;
    }
    QCoreApplication::setApplicationName(QStringLiteral("evenkeel"));
    QCoreApplication::setApplicationVersion(QStringLiteral(EVENKEEL_VERSION));
    const std::unique_ptr<QCoreApplication> application = makeApplication(argc, argv, window);
    Context context{.globals = line->globals, .arguments = line->arguments, .options = *line->options, .out = out};
    const Logging logging(Logging::quiet(), line->globals.verbose); // a service has its own
    return line->command->run(context);
}

} // namespace keel
