// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/commands/command.h"

#include <algorithm>
#include <array>

namespace keel {

// clang-format off
#define KEEL_COMMANDS(command) \
    command(desktop) \
    command(demo) \
    command(serve) \
    command(once) \
    command(check) \
    command(plan) \
    command(status) \
    command(history) \
    command(errors) \
    command(conflicts) \
    command(brake) \
    command(pause) \
    command(resume) \
    command(restart) \
    command(setup) \
    command(teardown) \
    command(token) \
    command(config)
// clang-format on

#define KEEL_DECLARE(name) Command name##Command();
KEEL_COMMANDS(KEEL_DECLARE)
#undef KEEL_DECLARE

std::span<const Command> commands()
{
#define KEEL_MAKE(name) name##Command(),
    static const std::array all{KEEL_COMMANDS(KEEL_MAKE)};
#undef KEEL_MAKE
    return all;
}

const Command* findCommand(const QString& word)
{
    const auto all = commands();
    const auto it =
        std::ranges::find_if(all, [&](const Command& c) { return c.name == word || c.aliases.contains(word); });
    return it == all.end() ? nullptr : &*it;
}

} // namespace keel
