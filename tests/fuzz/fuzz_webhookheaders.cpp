// SPDX-License-Identifier: GPL-3.0-or-later
// The headers of a signed webhook: whoever does not know the secret is refused, whatever he sends, and nobody twice.
#include "app/http/signature.h"
#include "tests/fuzz/fuzzinput.h"

using namespace keel;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using Seconds = http::Signatures::Seconds;
    // The seeds hold a right signature of this known secret at this time; the other secret nobody knows.
    http::Signatures known({"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"});
    http::Signatures unknown({"whsec_c29tZXRoaW5nIHRoYXQgbm9ib2R5IGtub3dz", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"});
    const auto [head, body] = fuzz::message(fuzz::bytes(data, size));
    const Seconds now(1614265330);
    fuzz::expect(!unknown.check(head, body, now));
    if (known.check(head, body, now)) {
        const auto again = known.check(head, body, now);
        fuzz::expect(!again && again.error().status == 409);
        fuzz::expect(!known.check(head, body + ' ', now));
        http::Signatures later({"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"});
        fuzz::expect(!later.check(head, body, now + std::chrono::hours(1)));
    }
    return 0;
}
