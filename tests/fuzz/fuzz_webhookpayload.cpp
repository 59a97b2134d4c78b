// SPDX-License-Identifier: GPL-3.0-or-later
// The payloads of webhooks and of notifications: what is taken names a table.
#include "app/http/router.h"
#include "tests/fuzz/fuzzinput.h"

using namespace keel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray body = fuzz::bytes(data, size);
    for (const char* target : {"/api/sync/webhook", "/api/sync/queue-notify", "/api/sync/notify-change"}) {
        const auto match = http::findRoute("POST", target);
        fuzz::expect(match.has_value());
        const auto read = http::readBody(*match->route, body);
        if (!read) {
            fuzz::expect(read.error().status == 400);
            continue;
        }
        for (const http::Field& field : match->route->body)
            fuzz::expect(!field.required || read->contains(field.name));
        if (match->route->operation != u"notifyChange")
            fuzz::expect(read->value(u"table").isString());
    }
    return 0;
}
