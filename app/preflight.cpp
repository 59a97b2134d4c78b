// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/preflight.h"

#include "app/emptybook.h"
#include "app/exitcode.h"
#include "app/setuptext.h"
#include "sync/records/statefile.h"

namespace keel {

int missingRight(const Context& context, const Config& config)
{
    EmptyBook book;
    auto state = StateFile::load({});
    if (!state)
        return context.out.fail(state.error());
    for (const LinkConfig& link : config.links) {
        auto opened = OpenLink::open(config, link, book, **state);
        if (!opened)
            continue;
        const auto done = setUpOrPrint(**opened, context.out);
        if (!done && done.error().code == ErrorCode::AccessDenied)
            return context.out.fail(done.error());
    }
    return ExitGood;
}

} // namespace keel
