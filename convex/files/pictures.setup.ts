import type { Id } from "../_generated/dataModel";
import type { World } from "../world.setup";

/** A test card of 40 by 36 pixels in each format, and what it takes to hide something in one. */

const read = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

export const PNG = read(
  "iVBORw0KGgoAAAANSUhEUgAAACgAAAAkCAMAAADM4ogkAAAACXBIWXMAAAABAAAAAQBPJcTWAAADAFBMVEUAAAAkAABIAABsAACQ" +
    "AAC0AADYAAD8AAAAJAAkJABIJABsJACQJAC0JADYJAD8JAAASAAkSABISABsSACQSAC0SADYSAD8SAAAbAAkbABIbABsbACQbAC0" +
    "bADYbAD8bAAAkAAkkABIkABskACQkAC0kADYkAD8kAAAtAAktABItABstACQtAC0tADYtAD8tAAA2AAk2ABI2ABs2ACQ2AC02ADY" +
    "2AD82AAA/AAk/ABI/ABs/ACQ/AC0/ADY/AD8/AAAAFUkAFVIAFVsAFWQAFW0AFXYAFX8AFUAJFUkJFVIJFVsJFWQJFW0JFXYJFX8" +
    "JFUASFUkSFVISFVsSFWQSFW0SFXYSFX8SFUAbFUkbFVIbFVsbFWQbFW0bFXYbFX8bFUAkFUkkFVIkFVskFWQkFW0kFXYkFX8kFUA" +
    "tFUktFVItFVstFWQtFW0tFXYtFX8tFUA2FUk2FVI2FVs2FWQ2FW02FXY2FX82FUA/FUk/FVI/FVs/FWQ/FW0/FXY/FX8/FUAAKok" +
    "AKpIAKpsAKqQAKq0AKrYAKr8AKoAJKokJKpIJKpsJKqQJKq0JKrYJKr8JKoASKokSKpISKpsSKqQSKq0SKrYSKr8SKoAbKokbKpI" +
    "bKpsbKqQbKq0bKrYbKr8bKoAkKokkKpIkKpskKqQkKq0kKrYkKr8kKoAtKoktKpItKpstKqQtKq0tKrYtKr8tKoA2Kok2KpI2Kps" +
    "2KqQ2Kq02KrY2Kr82KoA/Kok/KpI/Kps/KqQ/Kq0/KrY/Kr8/KoAAP8kAP9IAP9sAP+QAP+0AP/YAP/8AP8AJP8kJP9IJP9sJP+Q" +
    "JP+0JP/YJP/8JP8ASP8kSP9ISP9sSP+QSP+0SP/YSP/8SP8AbP8kbP9IbP9sbP+QbP+0bP/YbP/8bP8AkP8kkP9IkP9skP+QkP+0" +
    "kP/YkP/8kP8AtP8ktP9ItP9stP+QtP+0tP/YtP/8tP8A2P8k2P9I2P9s2P+Q2P+02P/Y2P/82P8A/P8k/P9I/P9s/P+Q/P+0/P/Y" +
    "/P/8/P+BTFLuAAABE0lEQVR4nL3UrRKCQBAH8DNtJBqNRCMIKJFX4g14JaOKcJggGo1Gbddwlw855YBjnHEb3O/+d8swyxgVUNlY" +
    "/EDlU+ED54KqpGIyxBUZ4gsl5LwHbVBAoYTQg2IAwhcUgxA+oBiBIEExCtkblhOQzYXlMDRqyCYhyLDUgKwHj+qj+7BL3IwnqppZ" +
    "aMB5iTrNKBNzRTP/vKNOYv7ZzA93nP2bqT4PNEcjBGO5Wlu+v9t6rrOxw3C/x03P+60oskscJynujoIAKmiuCbouhoS1vN+uRXY4" +
    "nuIkQRehrBNbSJLc4w3PacojKdHyd57nOHZ1dJcYV4m8TTRNy2oTmzt2iQlvEuXZg31nU7NHf5rpz8eJifsCb+Wxsx0SK6IAAAAA" +
    "SUVORK5CYII=",
);
export const JPEG = read(
  "/9j/4AAQSkZJRgABAgAAAQABAAD//gAQTGF2YzU5LjM3LjEwMAD/2wBDAAgyMjsyO0RERERERFFLUVRUVFFRUVFUVFRaWlpqampa" +
    "WlpUVFpaZGRqanN2c21tam12dn19fZaWj4+vr7XX1///xACSAAACAwEBAAAAAAAAAAAAAAAHBQYAAwQCAQADAQEBAQEAAAAAAAAA" +
    "AAAHBQYABAMBAhAAAQIDBQcDBQEBAAAAAAAAAQACEQPBgSExcQQSUYJDQWEyM7KhsUI00ZFy8BEAAQIDBAcIAQUBAQAAAAAAAQIA" +
    "IREDQTEEcbGCUcFDEjKBNAWhwmHRE5HDsvAUYkJy/8AAEQgAJAAoAwESAAISAAMSAP/aAAwDAQACEQMRAD8AEshpc+A3Iy6WWGyN" +
    "rq93wIgD6/1c5BVANwi9uKdVNLmUowl2kzEB7sb4joGe4uPzBsgtjgKLedi7KipqNJKZGUdv8ublFjLCOWrTVW5QFKCveUpgX+18" +
    "pTfPh+6jJekvu0PM4aq6HmcNUMPEuFrel7xLha3pc+i15FrZTDskkYg1WU7B2dVA0lqTIAw2WNcixzFIfZWNIk8qyqYnmZ5zAfvh" +
    "+9DNegsh6d4e0wxjeNyAcmYZeoZD7oNORP7vRT5uaLVoubRNFVCaTGMwdod5iOsZbyyfp/xpeZ9zlw6a5mxEwjG/p2HZUCL2P1V1" +
    "IuA8/lh/EdAz3Fkuvh0ESmrbZ8OOTsXZUUnmSwScb0f0WMJoxdSEE/g/L9cP3UZL0lwX3Koo+tIBERGc49oabQ8zhqmctokBxbfG" +
    "GPbKCe+JcLW9LYLT/a5eeHLPp95bZ7G9RaxymuoG5Pn8vGdg7OqhjprnEgwv/wC3oQIsZ2GDpgCK/wAj4dNh+9DNegvvoJlU57Yn" +
    "2i0LfXlf6Z7k9aA17X4kdDgohFzp10xTEJ9rIOI6xlvLpVUxUkTO6xwOV5WKyvKxTC7nl3Oaw/Wct4ew/Wct4ZHdeyJ6g/Cp9Oxy" +
    "s8NUKiQf+ZZx2tZhOpervf7Bka1MABKBCX+gSfN8/ExOSP2FvNDzOGquh5nDVL/EuFrel7xLha3pcoi15FrdvG04g9Stj52mqjMO" +
    "gLMbEz0Puwt5/wDO8ODCihdRYvTMjtUE6C+Y8fL9RLIErxtXqV42q0Vf2P6u9ucOSUkmJKjufnh+g57g/wD/2Q==",
);
export const WEBP = read(
  "UklGRuwBAABXRUJQVlA4IOABAADwDACdASooACQAPzmKuVcvKKUjqrqsAeAnCWwAqSNZ+o8IZtJiA0Xfkf/T+aXnpdsB5tH+A6Wb" +
    "+q+q9/letA8sT2WP2t9Ko+f8NDMWd2ow6dEhW49tzkqJnuNYQR7ZpD9Wg057uVRRq9/IFg5/uNAAAP7r+OUKAJSJP2QPsryeZfOz" +
    "3qxm840WRQv8fed90288Jeifzb/kCYMdZtCKUula9cb/HDro9jWYnE8kb/pKDixF3WkJO/TZPxuv/gR+GzU+1+pcf/Aj8L0TrS8j" +
    "Gwt7uTP0mKPh/s6XMm/SLyvQkXH7ICuyJ/kmjQ0T+lx7HWbJqeDDuUe8s/ph4hkKQvX2f8nTA2L04Zno9+MIsOy+VeyF+C06hRMH" +
    "MokKfus+nElQ5fSHs0d9nf/ptfsOYQejYLinrOAuMwP2ZwB/wLGqfyJW/ezwEoh6lZwP4LJWM6btyCDQ8AhvtwKyKKeqLmZ38laB" +
    "MaiJJuj2Mz+FFsLFwQ+UPBeH6ESfKkchF3RIwRduLyeZ1InQbJAYJcK5uMnZWy5B9Nv9ht89SaFEj8tb/uPw/X3AfJCDX2RWQlY8" +
    "lfJCDX2RH760HGQrDSMOlO8XN1eP9XhtZNvjXRJ574v1aFUopcbwNKPJsrO14ZSAAAA=",
);
export const WEBP_LOSSLESS = read(
  "UklGRuAAAABXRUJQVlA4TNQAAAAvJ8AIAHAVSZJilZd773khL+SFvJAX8lEfczC7j/9Yw7YtZM0zeBYZZJFBFhlkkUEWGWSRQd8b" +
    "ViRJqq0Uca2wFbbCVtjKvQ+s8F/1fwIgkigiQqFooghFUSpasR9FDRBJouIQIRkqiQxTaWSIKkD6qSKkjyoEXVYxqM2qAOqyqoC/" +
    "GFRhVUQmWWSTQy55xJ8vb57cuXLSQDNtdNJDn/q/6qitlpqqESOW2OKIK574oi960pm2NKfh5wOREKIUFVE0USIhRCkrdpE0NYwk" +
    "qQyRBEr1AA==",
);

export const bytesOf = (text: string) => new TextEncoder().encode(text);

export const joined = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

const bigEndian = (number: number, bytes: number) =>
  Uint8Array.from({ length: bytes }, (_, i) => (number >> (8 * (bytes - 1 - i))) & 255);

/** A chunk of a PNG. Its checksum is zero, which nobody here looks at. */
export const pngChunk = (type: string, data: Uint8Array) =>
  joined(bigEndian(data.length, 4), bytesOf(type), data, new Uint8Array(4));

/** A segment of a JPEG. */
export const jpegSegment = (marker: number, data: Uint8Array) =>
  joined(Uint8Array.of(0xff, marker), bigEndian(data.length + 2, 2), data);

/** A chunk of a WebP. */
export const webpChunk = (type: string, data: Uint8Array) =>
  joined(bytesOf(type), bigEndian(data.length, 4).reverse(), data, new Uint8Array(data.length % 2));

export const webpOf = (...chunks: Uint8Array[]) => {
  const body = joined(bytesOf("WEBP"), ...chunks);
  return joined(bytesOf("RIFF"), bigEndian(body.length, 4).reverse(), body);
};

/** What POSTing a file to an upload address leaves. */
export const anUpload = ({ t }: World, bytes: Uint8Array<ArrayBuffer>, type = "image/png") =>
  t.run((ctx): Promise<Id<"_storage">> => ctx.storage.store(new Blob([bytes], { type })));
