// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include <QCommandLineParser>
#include <QCoreApplication>

#include <array>
#include <utility>

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    using Measure = void (*)(Bench&);
    const std::array<std::pair<const char*, Measure>, 9> measures{{{"catchup", benchCatchUp},
                                                                   {"load", benchLoad},
                                                                   {"backlog", benchBacklog},
                                                                   {"latency", benchLatency},
                                                                   {"triggers", benchTriggers},
                                                                   {"idle", benchIdle},
                                                                   {"poison", benchPoison},
                                                                   {"statusload", benchStatusLoad},
                                                                   {"sqlite", benchSqlite}}};
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("evenkeel"), QStringLiteral("The program."), QStringLiteral("file")},
                       {QStringLiteral("a"), QStringLiteral("First server."), QStringLiteral("url")},
                       {QStringLiteral("b"), QStringLiteral("Second server."), QStringLiteral("url")},
                       {QStringLiteral("runs"), QStringLiteral("Runs of each; the median counts."), QStringLiteral("n"),
                        QStringLiteral("5")}});
    parser.addPositionalArgument(
        QStringLiteral("measurement"),
        QStringLiteral("catchup load backlog latency triggers idle poison statusload sqlite; none: all."));
    parser.addHelpOption();
    parser.process(app);
    Bench bench(parser.value(QStringLiteral("evenkeel")), parser.value(QStringLiteral("a")),
                parser.value(QStringLiteral("b")), parser.value(QStringLiteral("runs")).toInt());
    const QStringList wanted = parser.positionalArguments();
    for (const auto& [name, measure] : measures) {
        if (wanted.isEmpty() || wanted.contains(QLatin1StringView(name)))
            measure(bench);
    }
    bench.print();
    return 0;
}
