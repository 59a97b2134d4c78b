// SPDX-License-Identifier: GPL-3.0-or-later
// state.json, as a crash, a disk or an editor may leave it: it loads, or is set aside; what is written then is read
// back.
#include "sync/records/statefile.h"
#include "tests/fuzz/fuzzinput.h"

#include <QDir>

using namespace keel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QString file = fuzz::write(QStringLiteral("state.json"), fuzz::bytes(data, size));
    const LinkName link(QStringLiteral("clinic-cloud"));
    const TableName table(QStringLiteral("public.users"));
    {
        const auto state = StateFile::load(file);
        if (state) {
            static_cast<void>((*state)->cursor(link, Direction::Reverse, table));
            static_cast<void>((*state)->document());
            (*state)->passed(link, Direction::Forward, table, "100:103:", TimeUs(std::chrono::seconds(1769004000)), 7);
            fuzz::expect((*state)->save().has_value());
            const auto again = StateFile::load(file);
            fuzz::expect(again.has_value() && (*again)->notice().isEmpty());
            fuzz::expect((*again)->cursor(link, Direction::Forward, table) == "100:103:");
        }
    }
    QDir dir(fuzz::folder());
    for (const QString& aside : dir.entryList({QStringLiteral("state.json.damaged-*")}, QDir::Files))
        dir.remove(aside);
    return 0;
}
