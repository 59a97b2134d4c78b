// SPDX-License-Identifier: GPL-3.0-or-later
// evenkeel.json and the .env beside it (after a line "--env--"). A config that is taken must print; one
// that is not says why.
#include "sync/config/configreader.h"
#include "tests/fuzz/fuzzinput.h"

using namespace keel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray input = fuzz::bytes(data, size);
    const qsizetype split = input.indexOf("\n--env--\n");
    const QString file = fuzz::write(QStringLiteral("evenkeel.json"), input.left(split));
    fuzz::write(QStringLiteral(".env"), split < 0 ? QByteArray() : input.mid(split + 9));
    ConfigInput from;
    from.explicitFile = file;
    from.workingDir = fuzz::folder();
    from.environment.insert(QStringLiteral("HOME"), fuzz::folder());
    from.environment.insert(QStringLiteral("SECRET"), QStringLiteral("whsec_MDEyMzQ1Njc4OWFiY2RlZg=="));
    const auto config = readConfig(from);
    if (config) {
        fuzz::expect(!effectiveConfig(*config).isEmpty());
        fuzz::expect(!config->links.empty() || !config->warnings.isEmpty());
    } else {
        fuzz::expect(!config.error().empty());
        for (const Error& error : config.error())
            fuzz::expect(!toText(error).isEmpty());
    }
    return 0;
}
