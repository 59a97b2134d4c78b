// SPDX-License-Identifier: GPL-3.0-or-later
#include "sync/config/jsontext.h"

#include <QList>
#include <QStringDecoder>

namespace keel {

namespace {

constexpr int maxDepth = 64;

/// Recursive descent; the first fault stops it, because what follows a syntax error is guesswork.
class Parser
{
public:
    explicit Parser(QStringView text) : m_text(text) {}

    tl::expected<JsonNode, JsonFault> document()
    {
        JsonNode root;
        skipSpace();
        if (!value(root, 0))
            return tl::unexpected(m_fault);
        skipSpace();
        if (m_at < m_text.size()) {
            stop(QStringLiteral("found %1 after the end of the document").arg(here()));
            return tl::unexpected(m_fault);
        }
        return root;
    }

private:
    [[nodiscard]] QChar peek() const { return m_at < m_text.size() ? m_text[m_at] : QChar(); }
    [[nodiscard]] QString here() const
    {
        return m_at < m_text.size() ? QStringLiteral("'%1'").arg(m_text[m_at]) : QStringLiteral("the end of the file");
    }

    void advance()
    {
        if (m_text[m_at] == u'\n') {
            ++m_line;
            m_column = 1;
        } else {
            ++m_column;
        }
        ++m_at;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (peek() == u' ' || peek() == u'\t' || peek() == u'\n' || peek() == u'\r'))
            advance();
    }

    bool stop(const QString& said)
    {
        m_fault = {m_line, m_column, said};
        return false;
    }

    bool value(JsonNode& node, int depth)
    {
        if (depth > maxDepth)
            return stop(QStringLiteral("nested deeper than %1 levels").arg(maxDepth));
        node.line = m_line;
        node.column = m_column;
        const QChar c = peek();
        if (c == u'{')
            return object(node, depth);
        if (c == u'[')
            return array(node, depth);
        if (c == u'"') {
            node.kind = JsonNode::Kind::String;
            return string(node.text);
        }
        if (c == u'-' || (c >= u'0' && c <= u'9'))
            return number(node);
        return word(node);
    }

    bool object(JsonNode& node, int depth)
    {
        node.kind = JsonNode::Kind::Object;
        advance();
        skipSpace();
        if (peek() == u'}') {
            advance();
            return true;
        }
        while (true) {
            if (peek() != u'"')
                return stop(QStringLiteral("found %1, expected a name in double quotes").arg(here()));
            JsonMember member;
            member.line = m_line;
            member.column = m_column;
            if (!string(member.name))
                return false;
            skipSpace();
            if (peek() != u':')
                return stop(QStringLiteral("found %1, expected ':' after \"%2\"").arg(here(), member.name));
            advance();
            skipSpace();
            if (!value(member.value, depth + 1))
                return false;
            node.members.push_back(std::move(member));
            if (!separator(u'}'))
                return false;
            if (m_closed)
                return true;
        }
    }

    bool array(JsonNode& node, int depth)
    {
        node.kind = JsonNode::Kind::Array;
        advance();
        skipSpace();
        if (peek() == u']') {
            advance();
            return true;
        }
        while (true) {
            JsonNode item;
            if (!value(item, depth + 1))
                return false;
            node.items.push_back(std::move(item));
            if (!separator(u']'))
                return false;
            if (m_closed)
                return true;
        }
    }

    /// After an element: a comma and the next one, or the closing bracket (m_closed).
    bool separator(QChar closing)
    {
        skipSpace();
        m_closed = peek() == closing && m_at < m_text.size();
        if (m_closed) {
            advance();
            return true;
        }
        if (peek() != u',')
            return stop(QStringLiteral("found %1, expected ',' or '%2'").arg(here(), closing));
        advance();
        skipSpace();
        if (peek() == closing)
            return stop(QStringLiteral("found '%1' after a comma, expected one more element").arg(closing));
        return true;
    }

    bool string(QString& out)
    {
        const int line = m_line;
        const int column = m_column;
        advance();
        while (m_at < m_text.size()) {
            const QChar c = peek();
            if (c == u'"') {
                advance();
                return true;
            }
            if (c < u' ')
                break;
            if (c != u'\\') {
                out.append(c);
                advance();
            } else if (!escape(out)) {
                return false;
            }
        }
        if (m_at < m_text.size() && peek() != u'\n' && peek() != u'\r')
            return stop(QStringLiteral("found a control character inside a text; write it as \\u%1")
                            .arg(int(peek().unicode()), 4, 16, QLatin1Char('0')));
        m_fault = {line, column, QStringLiteral("this text has no closing quote on its line")};
        return false;
    }

    bool escape(QString& out)
    {
        advance();
        static constexpr QStringView from = u"\"\\/bfnrt";
        static constexpr QStringView to = u"\"\\/\b\f\n\r\t";
        const qsizetype index = m_at < m_text.size() ? from.indexOf(peek()) : -1;
        if (index >= 0) {
            out.append(to[index]);
            advance();
            return true;
        }
        if (peek() != u'u')
            return stop(QStringLiteral("found \\%1, which is no escape of JSON").arg(peek()));
        bool ok = m_at + 5 <= m_text.size();
        const uint code = ok ? m_text.mid(m_at + 1, 4).toUInt(&ok, 16) : 0;
        if (!ok)
            return stop(QStringLiteral("expected four hex digits after \\u"));
        out.append(QChar(char16_t(code)));
        for (int i = 0; i < 5; ++i)
            advance();
        return true;
    }

    bool digits()
    {
        const qsizetype from = m_at;
        while (peek() >= u'0' && peek() <= u'9')
            advance();
        return m_at > from;
    }

    bool number(JsonNode& node)
    {
        node.kind = JsonNode::Kind::Number;
        const qsizetype from = m_at;
        if (peek() == u'-')
            advance();
        const bool zero = peek() == u'0';
        const qsizetype first = m_at;
        bool good = digits() && !(zero && m_at - first > 1);
        if (good && peek() == u'.') {
            advance();
            good = digits();
        }
        if (good && (peek() == u'e' || peek() == u'E')) {
            advance();
            if (peek() == u'+' || peek() == u'-')
                advance();
            good = digits();
        }
        node.text = m_text.mid(from, m_at - from).toString();
        return good || stop(QStringLiteral("\"%1\" is no number of JSON").arg(node.text));
    }

    bool word(JsonNode& node)
    {
        qsizetype length = 0;
        while (m_at + length < m_text.size() && m_text[m_at + length].isLetter())
            ++length;
        const QStringView found = m_text.mid(m_at, length);
        if (found == u"true" || found == u"false") {
            node.kind = JsonNode::Kind::Boolean;
            node.boolean = found == u"true";
        } else if (found != u"null") {
            return stop(QStringLiteral("found %1, expected a value")
                            .arg(length > 0 ? QStringLiteral("\"%1\"").arg(found) : here()));
        }
        for (qsizetype i = 0; i < length; ++i)
            advance();
        return true;
    }

    QStringView m_text;
    qsizetype m_at = 0;
    int m_line = 1;
    int m_column = 1;
    bool m_closed = false;
    JsonFault m_fault;
};

JsonFault notUtf8(const QByteArray& utf8)
{
    // The first line that does not decode; its column is not known in characters.
    int line = 1;
    for (const QByteArray& part : utf8.split('\n')) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder.decode(part);
        if (decoder.hasError() || decoded.contains(QChar::ReplacementCharacter))
            break;
        ++line;
    }
    return {line, 1, QStringLiteral("this line is not UTF-8")};
}

} // namespace

tl::expected<JsonNode, JsonFault> parseJson(const QByteArray& utf8)
{
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder.decode(utf8);
    if (decoder.hasError())
        return tl::unexpected(notUtf8(utf8));
    return Parser(text).document();
}

QString kindName(JsonNode::Kind kind)
{
    switch (kind) {
    case JsonNode::Kind::Null:
        return QStringLiteral("null");
    case JsonNode::Kind::Boolean:
        return QStringLiteral("true or false");
    case JsonNode::Kind::Number:
        return QStringLiteral("a number");
    case JsonNode::Kind::String:
        return QStringLiteral("a text");
    case JsonNode::Kind::Array:
        return QStringLiteral("a list");
    case JsonNode::Kind::Object:
        return QStringLiteral("an object");
    }
    return {};
}

} // namespace keel
