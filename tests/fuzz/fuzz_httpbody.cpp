// SPDX-License-Identifier: GPL-3.0-or-later
// A request of the API from its head on: who may come in, which call it is, what its body says.
#include "app/http/doorkeeper.h"
#include "app/http/router.h"
#include "tests/fuzz/fuzzinput.h"

using namespace keel;

namespace {

void expectRefusal(const http::Answer& answer)
{
    fuzz::expect(answer.status >= 400 && answer.status < 600 && answer.body.contains("\"error\""));
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const auto [head, body] = fuzz::message(fuzz::bytes(data, size));
    // Anew for each input, so that one does not lean on those before.
    http::Doorkeeper doorkeeper(QStringLiteral("127.0.0.1"), 7878, {QStringLiteral("sync.example.org")});
    if (const auto admitted = doorkeeper.admit(head, "127.0.0.1", {}, {}); !admitted)
        expectRefusal(admitted.error());
    if (const auto type = http::checkContentType(head); !type)
        expectRefusal(type.error());
    static_cast<void>(http::Doorkeeper::whoIs(head, "127.0.0.1", http::Role::Viewer));
    const auto match = http::findRoute(head.method, head.target);
    if (!match) {
        expectRefusal(match.error());
        return 0;
    }
    const auto read = http::readBody(*match->route, body);
    if (!read) {
        expectRefusal(read.error());
        return 0;
    }
    for (const http::Field& field : match->route->body)
        fuzz::expect(!field.required || read->contains(field.name));
    return 0;
}
