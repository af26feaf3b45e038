/** The part of node-media-server 4.4.3 this package stands on: its RTMP protocol and FLV tags, which ship without types. */

declare module "node-media-server/src/protocol/rtmp.js" {
  export type AvPacket = {
    codec_type: number;
    codec_id: number;
    flags: number;
    dts: number;
    size: number;
    data: Buffer;
  };

  /** One connection's protocol state: bytes go into parserData, what it has to say comes out of the callbacks. */
  export default class Rtmp {
    parserPacket: { header: { length: number } };
    inPackets: Map<number, unknown>;
    streamApp: string;
    streamName: string;
    streamId: number;
    ackSize?: number;
    onPlayCallback: () => void;
    onPushCallback: () => void;
    onPacketCallback: (packet: AvPacket) => void;
    onOutputCallback: (bytes: Buffer) => void;
    parserData(bytes: Buffer): string | null;
    packetAlloc(): void;
    onPlay(message: unknown): void;
    onDeleteStream(message: unknown): void;
    respondPublish(): void;
    sendACK(receivedBytes: number): void;
    sendStatusMessage(streamId: number, level: string, code: string, description: string): void;
  }
}

declare module "node-media-server/src/protocol/flv.js" {
  import type { AvPacket } from "node-media-server/src/protocol/rtmp.js";

  const Flv: {
    createHeader(hasAudio: boolean, hasVideo: boolean): Buffer;
    createMessage(packet: AvPacket): Buffer;
  };
  export default Flv;
}
